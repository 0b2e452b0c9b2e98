import type { ButtonHTMLAttributes, Ref } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  /** What it does: its name, and its tooltip. */
  label: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** A button that shows a picture and has a name. */
export function IconButton({ icon, label, className = '', buttonRef, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      ref={buttonRef}
      type="button"
      className={`td-icon-button ${className}`}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  );
}
