/** Makes one value for each key object, on first use, and lets it go with its key. */
export function perKey<K extends object, V>(create: (key: K) => V): (key: K) => V {
  const values = new WeakMap<K, V>();
  return (key) => {
    const known = values.get(key);
    if (known !== undefined) return known;
    const made = create(key);
    values.set(key, made);
    return made;
  };
}
