import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { englishMessages, type UiMessages } from './ui-messages.ts';

/** What all parts share. */
export interface UiSettings {
  messages: UiMessages;
  /** A BCP 47 tag for dates and numbers; undefined: the browser's. */
  locale: string | undefined;
  /** The time in ms since 1970. */
  now: () => number;
}

const UiContext = createContext<UiSettings>({ messages: englishMessages, locale: undefined, now: Date.now });

/** Props of `TidingsUi`. */
export interface TidingsUiProps {
  /** Texts in place of the English ones; what is left out stays English. */
  messages?: Partial<UiMessages>;
  /** A BCP 47 tag for dates and numbers. @default the browser's */
  locale?: string;
  /** `auto` follows the system. @default 'auto' */
  theme?: 'light' | 'dark' | 'auto';
  /** The time in ms since 1970. @default Date.now */
  now?: () => number;
  children: ReactNode;
}

/** Texts, language and theme of the parts within. A part that stands outside of one speaks English in the system's theme. */
export function TidingsUi({ messages, locale, theme = 'auto', now = Date.now, children }: TidingsUiProps) {
  const settings = useMemo(
    () => ({ messages: { ...englishMessages, ...messages }, locale, now }),
    [messages, locale, now],
  );
  return (
    <UiContext.Provider value={settings}>
      <div className="td td-root" data-td-theme={theme}>
        {children}
      </div>
    </UiContext.Provider>
  );
}

/** The settings of the `TidingsUi` around a part, or the defaults. */
export const useUi = (): UiSettings => useContext(UiContext);
