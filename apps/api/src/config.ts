import path from 'node:path'
import { z } from 'zod'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const megabytes = z.coerce.number().positive()
const secret = z.string().min(32, 'must have at least 32 characters')

const environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    PUBLIC_URL: z.url().optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// address' }).optional(),
    SEGUE_DATA: z.string().default('.data'),
    SEGUE_WEB_URL: z.url().optional(),
    NEXTAUTH_SECRET: secret,
    SEGUE_WEB_SECRET: secret,
    SEGUE_STREAM_SECRET: secret,
    SEGUE_DEMO: flag.default(true),
    SEGUE_MAX_UPLOAD_MB: megabytes.default(1024),
    SEGUE_MAX_TRACK_MINUTES: z.coerce.number().positive().default(180),
    SEGUE_ANALYSIS_THREADS: z.coerce.number().int().min(1).max(64).default(1),
    SEGUE_TF_BACKEND: z.enum(['tfjs-node-gpu', 'tfjs-node', 'webgpu', 'wasm']).optional(),
    SEGUE_STREAM_TOKEN_MINUTES: z.coerce.number().positive().default(240),
    SEGUE_RATE_LIMIT_PER_MINUTE: z.coerce.number().int().positive().default(1200),
    SEGUE_RETRAIN_AFTER_EVENTS: z.coerce.number().int().positive().default(200),
    S3_BUCKET: z.string().optional(),
    S3_REGION: z.string().default('us-east-1'),
    S3_ENDPOINT: z.url().optional(),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  })
  .refine((env) => !env.S3_BUCKET || (env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY), {
    error: 'S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY',
    path: ['S3_BUCKET'],
  })

export type Config = ReturnType<typeof readConfig>

export class InvalidConfig extends Error {
  constructor(readonly faults: string[]) {
    super(`The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  }
}

/**
 * The whole configuration, checked at once. An empty variable counts as absent.
 * @throws InvalidConfig that lists every fault
 */
export function readConfig(env: NodeJS.ProcessEnv) {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(present)
  if (!parsed.success)
    throw new InvalidConfig(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    /** where browsers reach us; decides cookie names and links */
    publicUrl: data.PUBLIC_URL ?? `http://localhost:${data.PORT}`,
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    dataFolder: path.resolve(data.SEGUE_DATA),
    /** the Next.js server behind us; absent when only the API runs */
    webUrl: data.SEGUE_WEB_URL,
    sessionSecret: data.NEXTAUTH_SECRET,
    webSecret: data.SEGUE_WEB_SECRET,
    streamSecret: data.SEGUE_STREAM_SECRET,
    demo: data.SEGUE_DEMO,
    maxUploadBytes: data.SEGUE_MAX_UPLOAD_MB * 1024 * 1024,
    maxTrackMs: data.SEGUE_MAX_TRACK_MINUTES * 60_000,
    analysisThreads: data.SEGUE_ANALYSIS_THREADS,
    tfBackend: data.SEGUE_TF_BACKEND,
    streamTokenMs: data.SEGUE_STREAM_TOKEN_MINUTES * 60_000,
    rateLimitPerMinute: data.SEGUE_RATE_LIMIT_PER_MINUTE,
    retrainAfterEvents: data.SEGUE_RETRAIN_AFTER_EVENTS,
    s3: data.S3_BUCKET
      ? {
          bucket: data.S3_BUCKET,
          region: data.S3_REGION,
          endpoint: data.S3_ENDPOINT,
          accessKeyId: data.S3_ACCESS_KEY_ID!,
          secretAccessKey: data.S3_SECRET_ACCESS_KEY!,
        }
      : undefined,
    logLevel: data.LOG_LEVEL,
  } as const
}
