import type { ReactNode } from "react";
import { Button, type ButtonProps } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { Tooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import { Icon, type IconName } from "./icon.tsx";

interface ToolButtonProps extends Omit<ButtonProps, "children" | "className"> {
  icon: IconName;
  label: string;
}

/** An icon whose words come as a tooltip and to those who listen. */
export function ToolButton({ icon, label, ...props }: ToolButtonProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <Button {...props} className="tool" aria-label={label}>
        <Icon name={icon} />
      </Button>
      <Tooltip className="tooltip">{label}</Tooltip>
    </TooltipTrigger>
  );
}

interface ToolMenuProps {
  icon: IconName;
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  /** Shows the words beside the icon. */
  worded?: boolean;
}

/** A button of the toolbar that opens a small panel under itself. */
export function ToolMenu({ icon, label, children, worded = false }: ToolMenuProps) {
  return (
    <DialogTrigger>
      {worded ? (
        <Button className="tool tool-worded">
          <Icon name={icon} />
          {label}
        </Button>
      ) : (
        <ToolButton icon={icon} label={label} />
      )}
      <Popover className="popover" placement="bottom end">
        <Dialog className="tool-panel" aria-label={label}>
          {({ close }) => <>{typeof children === "function" ? children(close) : children}</>}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
