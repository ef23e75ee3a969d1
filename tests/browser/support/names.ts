// API names of the package: a managed package prefixes its own with its namespace.

/** The names of a package that is installed under a namespace, or under none. */
export class Names {
  readonly #prefix: string;

  constructor(readonly namespace: string) {
    this.#prefix = namespace === "" ? "" : `${namespace}__`;
  }

  /** The API name of an object, field, page or class of the package. */
  own(name: string): string {
    return `${this.#prefix}${name}`;
  }

  /** SOQL or a condition in which every custom name is the package's. */
  ownAll(soql: string): string {
    return soql.replace(/\b[A-Za-z]\w*?__(?:c|r|mdt)\b/g, (name) => this.own(name));
  }

  /** A merge field of an e-mail template. */
  mergeField(object: string, field: string): string {
    return `{!${this.own(object)}.${this.own(field)}}`;
  }

  /** A row with the package's own names, whatever the namespace. */
  plain(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name.startsWith(this.#prefix) ? name.slice(this.#prefix.length) : name,
        value,
      ]),
    );
  }

  /** The host that serves the package's pages, without its port. */
  get pagesHost(): string {
    return `${this.namespace === "" ? "c" : this.namespace}.vf.force.localhost`;
  }

  /** The address of a page of the package, in the org on a port. */
  page(port: number, name: string): string {
    return `http://${this.pagesHost}:${port}/apex/${this.own(name)}`;
  }
}
