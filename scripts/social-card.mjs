// @ts-check
import { readFileSync } from 'node:fs';

/**
 * The picture that other sites show with a link to this one: the name, what it is, and a slip as it comes in.
 * @param {string} icon the SVG of the mark
 * @returns HTML for 1200 by 630 pixels
 */
export function socialCard(icon) {
  const { site } = JSON.parse(readFileSync('messages/en.json', 'utf8'));
  const faces = [400, 600].map((weight) => {
    const font = readFileSync(`app/fonts/be-vietnam-pro-${weight}.woff2`).toString('base64');
    return `@font-face { font-family: Card; font-weight: ${weight}; src: url(data:font/woff2;base64,${font}) }`;
  });
  const slip = (
    /** @type {string} */ initial,
    /** @type {number} */ hue,
    /** @type {string} */ who,
    /** @type {string} */ text,
  ) =>
    `<div class="slip"><b style="--hue: ${hue}">${initial}</b><p><strong>${who}</strong><br />${text}</p><i></i></div>`;
  return `
    <style>
      ${faces.join('\n')}
      body { margin: 0; height: 630px; background: #faf6ef; color: #2a2420; font: 400 25px/1.45 Card; position: relative; overflow: hidden }
      svg { position: absolute; left: 74px; top: 104px; width: 124px }
      svg rect { display: none }
      h1 { position: absolute; left: 84px; top: 246px; margin: 0; font: 600 104px/1 Card; letter-spacing: -0.03em }
      h1 + p { position: absolute; left: 88px; top: 376px; width: 490px; margin: 0; font-size: 34px; line-height: 1.4; color: #695f56 }
      aside { position: absolute; left: 628px; top: 100px; width: 620px; display: grid; gap: 22px }
      .slip { display: flex; gap: 20px; align-items: start; padding: 26px 28px; background: #fffdf9; border: 2px solid #e4dbcf; border-radius: 18px; box-shadow: 0 14px 44px rgb(40 28 18 / 0.1); position: relative }
      .slip:nth-child(2) { margin-left: 44px }
      .slip:nth-child(3) { margin-left: 88px }
      .slip p { margin: 0; color: #695f56; white-space: nowrap }
      .slip strong { font-weight: 600; color: #2a2420 }
      .slip b { flex: none; width: 56px; height: 56px; border-radius: 50%; background: oklch(36% 0.07 var(--hue)); color: #fffdf9; font: 600 24px/56px Card; text-align: center }
      .slip i { display: none }
      .slip:first-child i { display: block; position: absolute; left: -9px; top: -9px; width: 22px; height: 22px; border-radius: 50%; background: #bf3a1e; border: 4px solid #faf6ef }
    </style>
    ${icon}
    <h1>${site.name}</h1>
    <p>${site.tagline}</p>
    <aside>
      ${slip('L', 30, 'Lan replied to you', 'Trà của mình nguội nhanh quá!')}
      ${slip('M', 210, 'Minh commented on your post', 'Which tea is it that you have?')}
      ${slip('H', 300, 'Hoa mentioned you', 'With ginger it is even better.')}
    </aside>`;
}
