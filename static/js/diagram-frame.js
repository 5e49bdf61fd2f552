// Draws one diagram in a sandboxed frame. It takes work from the page around it alone, and only from a page
// of the site that served it. A classic script: a module can't be loaded by a page without an origin.

(() => {
  const SITE = new URL(document.currentScript.src).origin;
  const LONGEST = 50_000; // characters
  const place = document.getElementById("diagram");
  const say = (message) => parent.postMessage(message, SITE);
  let number = 0;

  function themed({ colours, dark }) {
    const { paper, raised, ink, quiet, control, primary } = colours;
    return {
      startOnLoad: false,
      securityLevel: "strict",
      theme: "base",
      fontFamily: "system-ui, sans-serif",
      themeVariables: {
        darkMode: dark,
        background: paper,
        primaryColor: raised,
        primaryTextColor: ink,
        primaryBorderColor: primary,
        secondaryColor: raised,
        tertiaryColor: paper,
        lineColor: quiet,
        textColor: ink,
        noteBkgColor: raised,
        noteTextColor: ink,
        noteBorderColor: control,
        edgeLabelBackground: paper,
      },
    };
  }

  async function draw(work) {
    mermaid.initialize(themed(work));
    const { svg } = await mermaid.render(`drawn-${(number += 1)}`, work.source);
    document.documentElement.style.colorScheme = work.dark ? "dark" : "light";
    document.body.style.background = work.colours.paper;
    place.innerHTML = svg;
    tell();
  }

  // The height that it has in the frame's whole width, however high the frame is.
  function tell() {
    const { width, height } = place.querySelector("svg")?.viewBox.baseVal ?? {};
    if (width) say({ kind: "drawn", height: (Math.min(width, innerWidth) * height) / width });
  }

  addEventListener("message", async (event) => {
    if (event.source !== parent || event.origin !== SITE) return;
    const work = event.data;
    if (typeof work?.source !== "string" || work.source.length > LONGEST) return say({ kind: "failed" });
    try {
      await draw(work);
    } catch {
      say({ kind: "failed" });
    }
  });

  let wide = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== wide) tell();
    wide = innerWidth;
  });

  addEventListener("DOMContentLoaded", () => say({ kind: typeof mermaid === "object" ? "ready" : "failed" }));
})();
