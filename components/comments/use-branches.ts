'use client';

import { useCallback, useState } from 'react';

/** Which branches are collapsed, and which comments of people who are blocked are shown all the same. */
export function useBranches() {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string) => {
    setCollapsed((before) => (before.has(id) ? without(before, [id]) : new Set(before).add(id)));
  }, []);
  const expand = useCallback((ids: string[]) => {
    setCollapsed((before) => (ids.some((id) => before.has(id)) ? without(before, ids) : before));
  }, []);
  const unfold = useCallback((id: string) => setUnfolded((before) => new Set(before).add(id)), []);
  return { collapsed, unfolded, toggle, expand, unfold };
}

function without(set: ReadonlySet<string>, ids: string[]): ReadonlySet<string> {
  return new Set([...set].filter((id) => !ids.includes(id)));
}
