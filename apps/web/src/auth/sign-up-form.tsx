'use client'

import { useMutation } from '@apollo/client/react'
import { type FormEvent, useState } from 'react'
import { graphql } from '@/graphql/graphql.ts'
import { Button } from '@/ui/button.tsx'
import { TextField } from '@/ui/text-field.tsx'
import { useSignIn } from './use-sign-in.ts'

const SignUp = graphql(`
  mutation SignUp($name: String!, $email: String!, $password: String!) {
    signUp(name: $name, email: $email, password: $password) {
      __typename
      ... on SignUpPayload { listener { id } }
      ... on InvalidInputError { code message field }
      ... on ConflictError { code message }
    }
  }
`)

type Fault = { field: 'name' | 'email' | 'password'; message: string }

export function SignUpForm() {
  const { enter, isBusy, error } = useSignIn()
  const [signUp, { loading }] = useMutation(SignUp)
  const [values, setValues] = useState({ name: '', email: '', password: '' })
  const [fault, setFault] = useState<Fault>()

  async function submit(event: FormEvent) {
    event.preventDefault()
    setFault(undefined)
    const answer = await signUp({ variables: values }).catch(() => undefined)
    const outcome = answer?.data?.signUp
    if (!outcome) return setFault({ field: 'password', message: 'Segue does not answer. Please try again.' })
    if (outcome.__typename === 'SignUpPayload') return enter(values, '/welcome')
    const field = outcome.__typename === 'ConflictError' ? 'email' : outcome.field
    setFault({ field: field === 'name' || field === 'email' ? field : 'password', message: outcome.message })
  }

  const fieldProps = (field: Fault['field']) => ({
    name: field,
    required: true,
    value: values[field],
    error: fault?.field === field ? fault.message : undefined,
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [field]: event.target.value }),
  })

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField label="Name" autoComplete="name" {...fieldProps('name')} />
      <TextField label="Email" type="email" autoComplete="email" {...fieldProps('email')} />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        hint="A few words that nobody would guess are best."
        {...fieldProps('password')}
      />
      {error && (
        <p role="alert" className="text-sm text-alarm">
          {error}
        </p>
      )}
      <Button type="submit" look="primary" disabled={loading || isBusy} className="mt-2 py-3 text-base">
        {loading || isBusy ? 'One moment…' : 'Create account'}
      </Button>
    </form>
  )
}
