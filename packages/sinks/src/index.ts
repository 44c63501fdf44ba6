export type { ComplianceHtmlOptions } from './compliance/write-compliance-html.ts'
export { writeComplianceHtml } from './compliance/write-compliance-html.ts'
export { writeComplianceJson } from './compliance/write-compliance-json.ts'
export type { CsvOptions } from './csv/write-csv.ts'
export { writeCsv } from './csv/write-csv.ts'
export type { HtmlOptions } from './html/write-html.ts'
export { writeHtml } from './html/write-html.ts'
export type { ScanDocument } from './json/scan-document.ts'
export { writeJson } from './json/write-json.ts'
export type { JsonlSinkOptions } from './jsonl/jsonl-sink.ts'
export { jsonlSink } from './jsonl/jsonl-sink.ts'
export { writeJsonl } from './jsonl/write-jsonl.ts'
export type {
  OcsfCheckStatus,
  OcsfComplianceFinding,
  OcsfDetectionFinding,
  OcsfFinding,
  OcsfFindingInfo,
  OcsfResource,
} from './ocsf/ocsf-finding.ts'
export { ocsfVersion } from './ocsf/ocsf-finding.ts'
export type { OcsfSinkOptions } from './ocsf/ocsf-sink.ts'
export { ocsfSink } from './ocsf/ocsf-sink.ts'
export type { OcsfContext } from './ocsf/to-ocsf.ts'
export { toOcsf } from './ocsf/to-ocsf.ts'
export { writeOcsf } from './ocsf/write-ocsf.ts'
export type { FindingSource, Generator, Output, ReportOptions, Reports, WriteOptions } from './output/output.ts'
export { writeSarif } from './sarif/write-sarif.ts'
