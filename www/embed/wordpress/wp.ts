// What the plugin uses of WordPress's own scripts, which the page has loaded before ours, and what our PHP tells.

/** What React makes; only passed on. */
export type Rendered = { readonly rendered: unique symbol } | string | null;
type Component = string | ((properties: never) => Rendered);

export interface EditorStore {
  getCurrentPostId(): number | undefined;
  getCurrentPostType(): string | undefined;
  getEditedPostAttribute(name: string): unknown;
  isSavingPost(): boolean;
  isAutosavingPost(): boolean;
  didPostSaveRequestSucceed(): boolean;
}

interface Panels {
  PluginSidebar?: Component;
  PluginSidebarMoreMenuItem?: Component;
  PluginDocumentSettingPanel?: Component;
  PluginPrePublishPanel?: Component;
}

export interface Request {
  path: string;
  method?: "GET" | "PATCH";
  data?: unknown;
  /** The browser sends it though the page is left; at most 64 KB. */
  keepalive?: boolean;
}

declare global {
  // eslint-disable-next-line no-var
  var wp: {
    apiFetch<T>(request: Request): Promise<T>;
    components: Record<"Button" | "PanelBody", Component>;
    data: {
      select(store: "core/editor"): EditorStore;
      dispatch(store: "core/edit-post"): { openGeneralSidebar(name: string): void };
      subscribe(listener: () => void): () => void;
    };
    /** WordPress 6.6 moved the panels from editPost to editor. */
    editor?: Panels;
    editPost?: Panels;
    element: {
      createElement(type: Component, properties: Record<string, unknown> | null, ...children: (Rendered | Rendered[] | undefined)[]): Rendered;
      useEffect(effect: () => (() => void) | undefined, needs: readonly unknown[]): void;
      useRef<T>(value: T): { current: T };
      useState<T>(value: T): [T, (next: (value: T) => T) => void];
      Fragment: Component;
    };
    i18n: {
      __(text: string, domain: "tickmark"): string;
      _n(one: string, many: string, count: number, domain: "tickmark"): string;
      sprintf(text: string, ...values: (string | number)[]): string;
    };
    plugins: { registerPlugin(name: string, settings: { icon: Rendered; render: () => Rendered }): void };
  };
  /** From includes/editors.php. */
  // eslint-disable-next-line no-var
  var tickmarkFacts: {
    /** The address of the folder of our files, with a slash at its end. */
    assets: string;
    version: string;
    /** The most that the server stores; it refuses what is more. */
    mostStatuses: number;
    mostWords: number;
    mostContext: number;
  };
}

/** The address of a file of ours; another version has another address, so that no old one comes from a cache. */
export function asset(name: string): string {
  return `${tickmarkFacts.assets}${name}?ver=${tickmarkFacts.version}`;
}

export function lineOf(error: unknown): string {
  // WordPress answers with an object of its own.
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === "string" && message !== "" ? message : String(error);
}
