import { Component, type ReactNode } from "react";

interface Props {
  readonly children: ReactNode;
  readonly onError: (error: unknown) => void;
}

/** Hands the first error of a component on, and draws nothing from then on. */
export class Boundary extends Component<Props, { readonly failed: boolean }> {
  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override state = { failed: false };

  override componentDidCatch(error: unknown): void {
    this.props.onError(error);
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
