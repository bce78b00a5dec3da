import { Component, type ReactNode } from 'react';
import { ErrorNotice } from '@/ui/notice';

interface Props {
  what: string;
  children: ReactNode;
}

/** Keeps a fault inside its own part of the page, with a way to start that part again. */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className="p-4">
        <ErrorNotice
          message={`${this.props.what} ran into a fault and was stopped. Your work is safe on the server.`}
          onRetry={() => this.setState({ hasFailed: false })}
        />
      </div>
    );
  }
}
