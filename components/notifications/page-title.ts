/**
 * Puts a count in front of the page's title, and again in front of each title that the page is given later: with
 * every navigation React writes its own.
 * @returns how to take it away
 */
export function countInTitle(count: number): () => void {
  if (count <= 0) return () => undefined;
  let plain = '';
  let counted: string | null = null;
  const write = () => {
    // Between two pages there may be none; writing would make one that nobody takes away.
    if (!document.head.querySelector('title') || document.title === counted) return;
    plain = document.title;
    document.title = `(${count > 99 ? '99+' : count}) ${plain}`;
    // As the browser reads it: without double spaces.
    counted = document.title;
  };
  const observer = new MutationObserver(write);
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  write();
  return () => {
    observer.disconnect();
    if (document.title === counted) document.title = plain;
  };
}
