export type { AnswerToClassify, Classification, Classify } from './classify/classification.ts'
export { classifyStatus } from './classify/classify-status.ts'
export type { QuotaReading, ReadQuota } from './classify/read-quota.ts'
export { readQuotaHeaders } from './classify/read-quota-headers.ts'
export { parseRetryAfter } from './classify/retry-after.ts'
export { vendorNow } from './classify/vendor-now.ts'
export { baseUrlProblem } from './config/base-url-problem.ts'
export { createHttpClient } from './http/create-http-client.ts'
export type { FailedAnswer } from './http/error-for.ts'
export { errorFor } from './http/error-for.ts'
export type {
  Authorization,
  GetOptions,
  HttpAnswer,
  HttpClient,
  HttpClientOptions,
  PostOptions,
  Query,
  RequestOptions,
} from './http/http-client.ts'
export type { HttpLimits } from './http/http-limits.ts'
export type { ConnectionAnswer, ConnectionListingOptions, ConnectionPage } from './paginate/connection-pages.ts'
export { connectionPages } from './paginate/connection-pages.ts'
export type { HttpListingOptions } from './paginate/http-listing-options.ts'
export type { ItemPage, ListingOptions } from './paginate/item-page.ts'
export { linkPages } from './paginate/link-pages.ts'
export { odataPages } from './paginate/odata-pages.ts'
export type { ReadItems } from './paginate/read-items.ts'
export { readItems } from './paginate/read-items.ts'
export type { TokenListingOptions } from './paginate/token-pages.ts'
export { tokenPages } from './paginate/token-pages.ts'
export { createRedactor, type Redactor, redact, redactUrl } from './redact/redact.ts'
export { counted } from './text/counted.ts'
export { createStaticTokenSource } from './tokens/create-static-token-source.ts'
export type { FetchedToken, TokenSourceOptions } from './tokens/create-token-source.ts'
export { createTokenSource } from './tokens/create-token-source.ts'
export type { JwtAlgorithm, JwtSigner, JwtSignerOptions } from './tokens/jwt-signer.ts'
export { createJwtSigner } from './tokens/jwt-signer.ts'
export { loadPrivateKey } from './tokens/load-private-key.ts'
export type { SignFunction, SignRequest } from './tokens/sign-function.ts'
export type { AccessToken, TokenSource } from './tokens/token-source.ts'
