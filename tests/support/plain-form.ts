/** A browser without JavaScript: cookies, pages, and forms posted as they stand in the page. */
export class PlainBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(readonly url: string) {}

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async open(path: string): Promise<string> {
    const answer = await fetch(this.url + path, { headers: { cookie: this.cookie }, redirect: 'manual' });
    this.keep(answer);
    return answer.text();
  }

  /** Fills the first form of a page that has all of these fields, and posts it. */
  async submit(path: string, fields: Record<string, string>): Promise<{ status: number; html: string }> {
    const form = [...(await this.open(path)).matchAll(/<form[\s\S]*?<\/form>/g)]
      .map(([html]) => html)
      .find((html) => Object.keys(fields).every((name) => html.includes(`name="${name}"`)));
    if (!form) throw new Error(`no form with ${Object.keys(fields).join(', ')} on ${path}`);
    const data = new FormData();
    for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      if (name) data.append(name, unescape(/value="([^"]*)"/.exec(input)?.[1] ?? ''));
    }
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    const answer = await fetch(this.url + path, {
      method: 'POST',
      body: data,
      headers: { cookie: this.cookie, origin: this.url },
      redirect: 'manual',
    });
    this.keep(answer);
    return { status: answer.status, html: await answer.text() };
  }

  private keep(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }
}

function unescape(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
