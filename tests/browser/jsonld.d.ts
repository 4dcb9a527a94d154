declare module "jsonld" {
  type Loaded = { document: unknown; documentUrl: string; contextUrl?: string };
  const jsonld: {
    /** `safe` throws where a term would be dropped. */
    expand(document: object, options: { documentLoader: (url: string) => Promise<Loaded>; safe: boolean }): Promise<Record<string, unknown>[]>;
  };
  export default jsonld;
}
