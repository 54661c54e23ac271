{{- define "verifier.name" -}}
{{- if contains "verifier" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-verifier" .Release.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "verifier.selector" -}}
app.kubernetes.io/name: verifier
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "verifier.labels" -}}
{{ include "verifier.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "verifier.image" -}}
{{- if .Values.image.digest }}{{ printf "%s@%s" .Values.image.repository .Values.image.digest }}{{ else }}{{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}{{ end }}
{{- end }}

{{- /* What the values say counts for more than what the configuration says of the same. */ -}}
{{- define "verifier.configuration" -}}
{{- $ours := dict "verifier" (dict "issuer" .Values.issuer "shutdown" (dict "drain" .Values.drain)) }}
{{- if not .Values.database.embedded }}
{{- $_ := set $ours "spring" (dict "datasource" (dict "url" .Values.database.url)) }}
{{- end }}
{{- toYaml (mergeOverwrite (deepCopy .Values.configuration) $ours) }}
{{- end }}
