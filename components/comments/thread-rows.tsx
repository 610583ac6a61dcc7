'use client';

import { Fragment, type ReactNode } from 'react';
import { CommentItem } from '@/components/comments/comment-item';
import { HeldPlace } from '@/components/comments/held-place';
import type { OutgoingComment } from '@/components/comments/outgoing-storage';
import type { FormKind } from '@/components/comments/thread-controls';
import type { ShownRow } from '@/lib/comments/branch';
import type { Problem } from '@/lib/result';

export interface OpenForm {
  kind: FormKind;
  commentId: string;
  /** Idempotency key of what is written in it. */
  key: string;
}

export interface RowsProps {
  rows: ShownRow[];
  /** The last comment of what was loaded in order: what is younger stands behind the button for more. */
  reach: string | null;
  more: ReactNode;
  collapsed: ReadonlySet<string>;
  lit: ReadonlySet<string>;
  target: string | null;
  /** People whose comments are folded, and which of them were unfolded. */
  blocked: string[];
  unfolded: ReadonlySet<string>;
  openForm: OpenForm | null;
  refusalOf: (parentId: string) => Problem | null;
  waiting: ReadonlyMap<string, OutgoingComment>;
  sentAs: ReadonlyMap<string, string>;
}

/** The rows of a thread in reading order. */
export function ThreadRows(props: RowsProps) {
  const { rows, reach, collapsed, openForm } = props;
  const isBehind = ({ comment, depth }: ShownRow) => reach !== null && depth === 0 && comment.id > reach;
  const firstBehind = rows.find(isBehind);
  return (
    <HeldPlace>
      {rows.map((row) => {
        const { comment, parent, level, replyCount } = row;
        const isOpen = openForm?.commentId === comment.id;
        return (
          <Fragment key={props.sentAs.get(comment.id) ?? comment.id}>
            {row === firstBehind && <li className="py-3">{props.more}</li>}
            <CommentItem
              comment={comment}
              level={level}
              parentName={parent?.author.displayName ?? null}
              replyCount={replyCount}
              isContinued={row.isContinued}
              isCollapsed={collapsed.has(comment.id)}
              isFolded={props.blocked.includes(comment.author.id) && !props.unfolded.has(comment.id)}
              isTarget={props.target === comment.id}
              isLit={props.lit.has(comment.id)}
              formKind={isOpen ? openForm.kind : null}
              formKey={isOpen ? openForm.key : ''}
              refusal={isOpen ? props.refusalOf(comment.id) : null}
              outgoing={props.waiting.get(comment.id) ?? null}
            />
          </Fragment>
        );
      })}
      {!firstBehind && reach !== null && <li className="py-3">{props.more}</li>}
    </HeldPlace>
  );
}
