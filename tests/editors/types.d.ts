// What comes without types.

declare module "@tryghost/koenig-lexical" {
  import type { FunctionComponent, ReactNode } from "react";
  export const KoenigComposer: FunctionComponent<{ initialEditorState: string; fileUploader: object; cardConfig: object; children?: ReactNode }>;
  export const KoenigEditor: FunctionComponent<{ registerAPI: (api: never) => void }>;
}

declare module "@wordpress/block-library/build-module/paragraph/index.mjs" {
  export function init(): void;
}

declare module "*.css";
declare module "*/skin.js";
declare module "*/content.js";
declare module "*/content.inline.js";

declare module "@wordpress/block-editor" {
  import type { FunctionComponent } from "react";
  type Part = FunctionComponent<Record<string, unknown>>;
  export const BlockCanvas: Part;
  export const BlockEditorProvider: Part;
  export const BlockList: Part;
  export const BlockTools: Part;
  export const ObserveTyping: Part;
  export const WritingFlow: Part;
}
