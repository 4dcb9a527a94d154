// The part of the browsers' extension interface that is used, typed here: the full type packages are large and name
// much that one of the two browsers lacks.

export interface Tab {
  id?: number;
  windowId: number;
  url?: string;
  incognito: boolean;
}

export interface Sender {
  tab?: Tab;
  frameId?: number;
}

interface Event<F extends (...given: never[]) => unknown> {
  addListener(listener: F): void;
  removeListener(listener: F): void;
}

export interface Port {
  name: string;
  sender?: Sender;
  postMessage(message: unknown): void;
  disconnect(): void;
  onMessage: Event<(message: unknown) => void>;
  onDisconnect: Event<() => void>;
}

interface Area {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
  onChanged: Event<(changes: Record<string, { oldValue?: unknown; newValue?: unknown }>) => void>;
}

interface Target {
  tabId: number;
  frameIds?: number[];
  allFrames?: boolean;
}

interface Style {
  target: Target;
  css: string;
  origin: "USER" | "AUTHOR";
}

interface ContentScript {
  id: string;
  matches: string[];
  js: string[];
  runAt: "document_idle";
  persistAcrossSessions: boolean;
}

export interface Api {
  runtime: {
    id?: string;
    lastError?: { message?: string };
    getURL(path: string): string;
    sendMessage(message: unknown): Promise<unknown>;
    connect(info: { name: string }): Port;
    openOptionsPage(): Promise<void>;
    onMessage: Event<(message: unknown, sender: Sender, answer: (response: unknown) => void) => boolean | undefined>;
    onConnect: Event<(port: Port) => void>;
    onInstalled: Event<() => void>;
    onStartup: Event<() => void>;
  };
  action: {
    onClicked: Event<(tab: Tab) => void>;
    setBadgeText(details: { tabId: number; text: string }): Promise<void>;
    setBadgeBackgroundColor(details: { color: string }): Promise<void>;
    setBadgeTextColor?(details: { color: string }): Promise<void>;
    setTitle(details: { tabId: number; title: string }): Promise<void>;
  };
  tabs: {
    query(query: { active: boolean; windowId?: number; currentWindow?: boolean }): Promise<Tab[]>;
    sendMessage(tabId: number, message: unknown, options?: { frameId: number }): Promise<unknown>;
    connect(tabId: number, info: { name: string; frameId: number }): Port;
    onActivated: Event<(info: { tabId: number; windowId: number }) => void>;
    onUpdated: Event<(tabId: number, change: { status?: string }) => void>;
  };
  windows: { getCurrent(): Promise<{ id?: number }> };
  scripting: {
    executeScript(injection: { target: Target; files: string[] }): Promise<unknown>;
    insertCSS(style: Style): Promise<void>;
    removeCSS(style: Style): Promise<void>;
    registerContentScripts(scripts: ContentScript[]): Promise<void>;
    unregisterContentScripts(filter?: { ids: string[] }): Promise<void>;
    getRegisteredContentScripts(): Promise<{ id: string; matches?: string[] }[]>;
  };
  contextMenus: {
    create(item: { id: string; title: string; contexts: string[] }): void;
    removeAll(): Promise<void>;
    onClicked: Event<(info: { menuItemId: string | number }, tab?: Tab) => void>;
  };
  storage: { local: Area; session: Area };
  permissions: {
    getAll(): Promise<{ origins?: string[] }>;
    request(permissions: { origins: string[] }): Promise<boolean>;
    remove(permissions: { origins: string[] }): Promise<boolean>;
    onAdded: Event<() => void>;
    onRemoved: Event<() => void>;
  };
  /** Chromium. */
  sidePanel?: { open(options: { tabId?: number; windowId?: number }): Promise<void> };
  /** Firefox. */
  sidebarAction?: { open(): Promise<void>; isOpen(options: { windowId: number }): Promise<boolean> };
  /** Chromium: closed shadow roots too. */
  dom?: { openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null };
}

const scope = globalThis as unknown as { browser?: Api; chrome?: Api };

/** Firefox's `browser`, else Chromium's `chrome`. Both answer with promises. */
export const api: Api = (scope.browser?.runtime ? scope.browser : scope.chrome) as Api;
