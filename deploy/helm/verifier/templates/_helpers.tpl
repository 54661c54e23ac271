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

{{- /* A ConfigMap is for everybody to read; what is secret has its own. */ -}}
{{- define "verifier.refuseSecrets" -}}
{{- $spring := get .Values.configuration "spring" | default dict }}
{{- $datasource := (kindIs "map" $spring) | ternary (get $spring "datasource" | default dict) dict }}
{{- if regexMatch "(?i)[?&;](ssl)?password=|//[^/?]*@" .Values.database.url }}
{{- fail "database.url has a password, and would be in a ConfigMap: leave it out, and put user and password into the secret that is the value secret, as spring.datasource.username and spring.datasource.password" }}
{{- end }}
{{- if or (hasKey $datasource "password") (hasKey .Values.configuration "spring.datasource.password") }}
{{- fail "configuration has spring.datasource.password, and would be a ConfigMap: put it into the secret that is the value secret, as spring.datasource.password" }}
{{- end }}
{{- end }}

{{- /* What the values say counts for more than what the configuration says of the same. */ -}}
{{- define "verifier.configuration" -}}
{{- include "verifier.refuseSecrets" . }}
{{- $ours := dict "verifier" (dict "issuer" .Values.issuer "shutdown" (dict "drain" .Values.drain)) }}
{{- if not .Values.database.embedded }}
{{- $_ := set $ours "spring" (dict "datasource" (dict "url" .Values.database.url)) }}
{{- end }}
{{- toYaml (mergeOverwrite (deepCopy .Values.configuration) $ours) }}
{{- end }}
