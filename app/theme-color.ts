/** The paper of both themes, for what a browser draws around the page. A test holds them to the tokens. */
export const THEME_COLOR = { light: '#faf6ef', dark: '#1e1b18' };
