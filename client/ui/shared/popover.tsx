import { type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';
import { placePopover } from './place-popover.ts';

interface PopoverProps {
  /** Draws the button; what it is given belongs on it. */
  button: (props: {
    buttonRef: Ref<HTMLButtonElement>;
    onClick: () => void;
    'aria-expanded': boolean;
    'aria-haspopup': 'menu' | 'dialog';
    'aria-controls': string;
  }) => ReactNode;
  role: 'menu' | 'dialog';
  label: string;
  /** Told when it opens and closes. */
  onOpenChange?: (isOpen: boolean) => void;
  /** Drawn while it is open. */
  children: (close: () => void) => ReactNode;
}

/**
 * A button with what it opens, in the browser's top layer: nothing cuts it off, Escape and a click elsewhere close it, and
 * the focus goes back to the button.
 */
export function Popover({ button, role, label, onOpenChange, children }: PopoverProps) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  // React 18 does not know this event on other elements than <details>.
  useEffect(() => {
    const element = panel.current;
    const onToggle = (event: Event) => {
      const isNowOpen = (event as ToggleEvent).newState === 'open';
      setIsOpen(isNowOpen);
      onOpenChange?.(isNowOpen);
    };
    element?.addEventListener('toggle', onToggle);
    return () => element?.removeEventListener('toggle', onToggle);
  }, [onOpenChange]);

  useEffect(() => {
    const [element, from] = [panel.current, anchor.current];
    if (!isOpen || element === null || from === null) return;
    const place = () => {
      const { left, top } = placePopover(
        from.getBoundingClientRect(),
        { width: element.offsetWidth, height: element.offsetHeight },
        { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight },
      );
      Object.assign(element.style, { left: `${left}px`, top: `${top}px` });
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(element);
    element.querySelector<HTMLElement>('[data-td-first], [aria-checked="true"], [role^="menuitem"]')?.focus();
    return () => observer.disconnect();
  }, [isOpen]);

  const close = () => {
    panel.current?.hidePopover();
    anchor.current?.focus();
  };
  return (
    <>
      {button({
        buttonRef: anchor,
        onClick: () => panel.current?.togglePopover(),
        'aria-expanded': isOpen,
        'aria-haspopup': role,
        'aria-controls': id,
      })}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both of its roles have names */}
      <div ref={panel} id={id} role={role} aria-label={label} className="td td-popover" popover="auto">
        {isOpen && children(close)}
      </div>
    </>
  );
}
