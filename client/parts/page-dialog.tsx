import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTranslation } from "react-i18next";
import { Icon } from "./icon.tsx";

interface PageDialogProps {
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A dialog over the page: in the middle of a desk's screen, from below on a phone. */
export function PageDialog({ title, isOpen, onOpenChange, children }: PageDialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay className="veil" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className="modal">
        <Dialog className="modal-dialog">
          <header className="modal-head">
            <Heading slot="title">{title}</Heading>
            <Button slot="close" className="tool" aria-label={t("app.close")}>
              <Icon name="close" />
            </Button>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
