// The toolbar's small drawings: strokes on a field of 20 by 20.

const PATHS = {
  bold: "M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z",
  italic: "M8 4h7M5 16h7M12 4 8 16",
  strike: "M4 10h12M14 6.5C13.500 5 12 4 10 4 7.500 4 6 5.200 6 7c0 1.200.6 2 1.600 2.500M6 13.500C6.500 15 8 16 10 16c2.500 0 4-1.200 4-3",
  code: "M7 6 3 10l4 4M13 6l4 4-4 4",
  link: "M8.500 11.500a3 3 0 0 0 4.300 0l2.700-2.700a3 3 0 0 0-4.300-4.300l-1 1M11.500 8.500a3 3 0 0 0-4.300 0l-2.700 2.700a3 3 0 0 0 4.300 4.300l1-1",
  list: "M8 5h9M8 10h9M8 15h9M3.500 5h.01M3.500 10h.01M3.500 15h.01",
  numbers: "M9 5h8M9 10h8M9 15h8M3 4l1.200-.8V8M3 12.500c.4-.8 2.200-.8 2.200.4 0 1-2.200 2-2.200 3.100h2.400",
  tasks: "M10 5.500h7M10 14.500h7M3 5.500l1.500 1.500L7.500 4M3 14.500 4.500 16l3-3",
  quote: "M4 14c2-.6 3-2 3-4H4V6h4v4M12 14c2-.6 3-2 3-4h-3V6h4v4",
  heading: "M5 4v12M15 4v12M5 10h10",
  picture: "M3 4h14v12H3zM3 14l4-4 3 3 3-4 4 4M7 7.500h.01",
  insert: "M10 4v12M4 10h12",
  preview: "M2.500 10C4.500 6.500 7 5 10 5s5.500 1.500 7.500 5c-2 3.500-4.500 5-7.500 5s-5.500-1.500-7.500-5zM10 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  focus: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  settings: "M3 6h8M15 6h2M13 4v4M3 14h2M9 14h8M7 12v4",
  help: "M7 7.500C7 5.500 8.500 4.500 10 4.500s3 1 3 2.800c0 2.200-3 2.200-3 4.700M10 15.500h.01",
  down: "M6 8.500l4 4 4-4",
  grip: "M7 5h.01M13 5h.01M7 10h.01M13 10h.01M7 15h.01M13 15h.01",
};
const SVG = "http://www.w3.org/2000/svg";

/** A drawing, which says nothing: its button has a name. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.setAttribute("viewBox", "0 0 20 20");
  drawing.setAttribute("class", `icon icon-${name}`);
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(path);
  return drawing;
}
