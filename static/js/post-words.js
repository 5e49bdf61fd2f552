// The words that scripts put on a post's page. They stand in the page, in the site's language.

const template = document.getElementById("post-words");

export const words = template.dataset;

// Puts values in the places %1, %2 … of a sentence.
export const filled = (sentence, ...values) =>
  sentence.replace(/%(\d)/g, (place, number) => values[number - 1] ?? place);

// A copy of a part of the page that only scripts show.
export const part = (selector) => template.content.querySelector(selector).cloneNode(true);
