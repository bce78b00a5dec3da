import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { SignInForm, type SignInMode } from '@/features/account/sign-in-form';

export function SignInRoute() {
  const navigate = useNavigate();
  const { to = '/' } = useSearch({ from: '/sign-in' });
  const [mode, setMode] = useState<SignInMode>();
  return <SignInForm mode={mode} onMode={setMode} onDone={() => void navigate({ href: to, replace: true })} />;
}
