// Every element with text of its own whose colour is too close to what it lies on (WCAG 2.2, 1.4.3).
// A canvas turns any CSS colour into RGB.
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const layer = (colour, under) => {
  canvas.fillStyle = `rgb(${under.join(" ")})`;
  canvas.fillRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return Array.from(canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
};
const ground = (element) => element === null
  ? [255, 255, 255]
  : layer(getComputedStyle(element).backgroundColor, ground(element.parentElement));
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const faint = [];
const judge = (element, style, under) => {
  const found = contrast(layer(style.color, under), under);
  if (found < 4.5) faint.push(`${element.className || element.tagName} ${found.toFixed(2)}`);
};
const seen = new Set();
for (const element of document.body.querySelectorAll("*")) {
  const kind = `${element.tagName} ${element.className} ${element.parentElement.className}`;
  if (seen.has(kind) || element.closest(".skip") || !element.checkVisibility()) continue;
  seen.add(kind);
  const hasText = Array.from(element.childNodes).some((n) => n.nodeType === 3 && n.data.trim());
  if (hasText) judge(element, getComputedStyle(element), ground(element));
  for (const pseudo of ["::before", "::after"]) {
    const style = getComputedStyle(element, pseudo);
    if (["none", "normal", '""'].includes(style.content)) continue;
    judge(element, style, layer(style.backgroundColor, ground(element)));
  }
}
return Array.from(new Set(faint));
