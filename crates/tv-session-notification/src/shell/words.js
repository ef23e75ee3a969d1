// What the screens say, in the user's language.

let catalogue;

/** Takes the translations: a JSON object of texts; throws when it is none. */
export function read(texts) {
  catalogue = JSON.parse(texts);
}

/**
 * The text of a key with its `{placeholders}` filled. Values are put in as they are and never looked through for
 * placeholders; a placeholder without value stays. A key that is missing is reported, and shown as it is.
 */
export function filled(key, name, value, otherName, other) {
  const text = catalogue[key];
  if (text === undefined) {
    console.error(`no translation for ${key}`);
    return key;
  }
  return text.replace(/{(\w+)}/g, (all, wanted) => ({ [name]: value, [otherName]: other })[wanted] ?? all);
}
