/** An error that the caller caused or can act on: its message is for people, its code for programs. */
export class ExpectedError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** what HTTP routes answer */
    readonly status = 400,
  ) {
    super(message)
    this.name = new.target.name
  }
}

export class InvalidInputError extends ExpectedError {
  constructor(
    message: string,
    readonly field?: string,
  ) {
    super('INVALID_INPUT', message, 400)
  }
}

export class NotFoundError extends ExpectedError {
  constructor(what: string) {
    super('NOT_FOUND', `${what} does not exist.`, 404)
  }
}

export class ConflictError extends ExpectedError {
  constructor(message: string) {
    super('CONFLICT', message, 409)
  }
}

export class CredentialsError extends ExpectedError {
  constructor(message = 'The e-mail address or the password is wrong.') {
    super('WRONG_CREDENTIALS', message, 401)
  }
}

export class UnauthenticatedError extends ExpectedError {
  constructor() {
    super('UNAUTHENTICATED', 'Sign in first.', 401)
  }
}

export class ForbiddenError extends ExpectedError {
  constructor() {
    super('FORBIDDEN', 'Only admins may do this.', 403)
  }
}

export class TooManyRequestsError extends ExpectedError {
  constructor(readonly retryAfterSeconds: number) {
    super('TOO_MANY_REQUESTS', `Too many attempts. Try again in ${retryAfterSeconds} s.`, 429)
  }
}

export class StorageFullError extends ExpectedError {
  constructor() {
    super('STORAGE_FULL', 'The server has no room left for this file.', 507)
  }
}
