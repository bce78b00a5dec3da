import { Confirm } from '@/ui/confirm';

interface DeleteBranchProps {
  isOpen: boolean;
  name: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

export function DeleteBranch({ isOpen, name, onConfirm, onClose }: DeleteBranchProps) {
  return (
    <Confirm isOpen={isOpen} title={`Delete the branch ${name}?`} verb="Delete branch" onConfirm={onConfirm} onClose={onClose}>
      Nobody can work on it any more. What was merged stays where it is, and the branch can be restored from the list of branches.
    </Confirm>
  );
}
