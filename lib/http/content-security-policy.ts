/** For what is never a page: an answer that were opened as one could do nothing. */
export const NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** For files, of which the service worker asks for pages; and for pages that were taken for files. */
export const FILE_POLICY = [
  "default-src 'self'",
  "object-src 'none'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * What a page may load: its own files, scripts and style sheets with the nonce of this answer or loaded by such a script,
 * and its own socket. Styles of single elements (an indentation, a hue) are attributes, which no nonce can be given to.
 * https://www.w3.org/TR/CSP3/
 * @param options.nonce new for each answer
 * @param options.isDevelopment hot reload evaluates code
 */
export function pagePolicy(options: { nonce: string; publicUrl: string; isDevelopment: boolean }): string {
  const { nonce, publicUrl, isDevelopment } = options;
  const evaluates = isDevelopment ? " 'unsafe-eval'" : '';
  // Safari before 15.4 does not count a socket to the own origin as 'self'.
  const socket = publicUrl.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluates}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${socket}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(publicUrl.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** For the page of the API, whose library writes styles of its own. */
export const API_DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
