const ICONS = 'link[rel~="icon"][type="image/svg+xml"]';

/**
 * Draws a count onto the icon of the tab, and onto each icon that the page is given later.
 * @returns how to take it away
 */
export function countInIcon(count: number): () => void {
  if (count <= 0) return () => undefined;
  let isStopped = false;
  const drawn = new Map<HTMLLinkElement, { plain: string; counted: string }>();
  const draw = async (link: HTMLLinkElement) => {
    const plain = link.href;
    drawn.set(link, { plain, counted: plain });
    const svg = await loadSvg(plain);
    if (isStopped || !svg || link.href !== plain) return;
    const counted = `data:image/svg+xml,${encodeURIComponent(withCount(svg, count))}`;
    drawn.set(link, { plain, counted });
    link.href = counted;
  };
  const look = () => {
    for (const link of document.head.querySelectorAll<HTMLLinkElement>(ICONS)) {
      if (link.href !== drawn.get(link)?.counted && link.href !== drawn.get(link)?.plain) void draw(link);
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document.head, { childList: true, subtree: true, attributeFilter: ['href'] });
  look();
  return () => {
    isStopped = true;
    observer.disconnect();
    for (const [link, { plain, counted }] of drawn) if (link.href === counted) link.href = plain;
  };
}

const svgs = new Map<string, string>();

async function loadSvg(address: string): Promise<string | null> {
  const known = svgs.get(address);
  if (known) return known;
  try {
    const answer = await fetch(address);
    if (!answer.ok) return null;
    const svg = await answer.text();
    svgs.set(address, svg);
    return svg;
  } catch {
    // Offline: the icon stays as it is until the number changes again.
    return null;
  }
}

/** A disc in the accent colour with the number; from 10 on it says 9+, which can still be read at 16 pixels. */
function withCount(svg: string, count: number): string {
  const { backgroundColor, color } = accent();
  const text = count > 9 ? '9+' : String(count);
  const disc = `<circle cx="21.5" cy="10.5" r="10.5" fill="${backgroundColor}"/>`;
  const number = `<text x="21.5" y="16" text-anchor="middle" font-family="system-ui, sans-serif" font-weight="700" font-size="${text.length > 1 ? 14 : 16}" fill="${color}">${text}</text>`;
  return svg.replace('</svg>', `${disc}${number}</svg>`);
}

/** The accent of the theme, as the browser resolves it. */
function accent(): { backgroundColor: string; color: string } {
  const probe = document.createElement('span');
  probe.className = 'bg-accent text-on-accent';
  probe.hidden = true;
  document.body.append(probe);
  const { backgroundColor, color } = getComputedStyle(probe);
  probe.remove();
  return { backgroundColor, color };
}
