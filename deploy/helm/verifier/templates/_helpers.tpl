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

{{- /* A ConfigMap is for everybody to read; what is secret has its own. Of one configuration, and what it is called. */ -}}
{{- define "verifier.refusePasswords" -}}
{{- $spring := get .configuration "spring" | default dict }}
{{- $datasource := (kindIs "map" $spring) | ternary (get $spring "datasource" | default dict) dict }}
{{- range $password := list (get $datasource "password") (get .configuration "spring.datasource.password") }}
{{- if and $password (not (and $.own (regexMatch "^\\$\\{[^:}]+\\}$" (toString $password)))) }}
{{- fail (printf "%s has spring.datasource.password, and would be a ConfigMap: put it into the secret that is the value secret, as %s" $.name ($.own | default "spring.datasource.password")) }}
{{- end }}
{{- end }}
{{- range $url := list (get $datasource "url") (get .configuration "spring.datasource.url") }}
{{- include "verifier.refusePassword" (dict "url" ($url | default "") "name" $.name) }}
{{- end }}
{{- end }}

{{- define "verifier.refusePassword" -}}
{{- if regexMatch "(?i)[?&;](ssl)?password=|//[^/?]*@" (toString .url) }}
{{- fail (printf "%s has a password, and would be in a ConfigMap: leave it out, and put user and password into the secret that is the value secret, as spring.datasource.username and spring.datasource.password" .name) }}
{{- end }}
{{- end }}

{{- /* What the values say counts for more than what the configuration says of the same. */ -}}
{{- define "verifier.configuration" -}}
{{- include "verifier.refusePassword" (dict "url" .Values.database.url "name" "database.url") }}
{{- include "verifier.refusePasswords" (dict "configuration" .Values.configuration "name" "configuration") }}
{{- $verifier := dict "shutdown" (dict "drain" .Values.drain) }}
{{- if .Values.tenants }}
{{- $_ := set $verifier "tenants" (dict "location" "/etc/verifier-tenants") }}
{{- else }}
{{- $_ := set $verifier "issuer" .Values.issuer }}
{{- end }}
{{- $ours := dict "verifier" $verifier }}
{{- if not .Values.database.embedded }}
{{- $_ := set $ours "spring" (dict "datasource" (dict "url" .Values.database.url)) }}
{{- end }}
{{- toYaml (mergeOverwrite (deepCopy .Values.configuration) $ours) }}
{{- end }}

{{- /* One file for each, with its issuer and the paths of its keys over what its configuration says. */ -}}
{{- define "verifier.tenants" -}}
{{- $hosts := dict }}
{{- range $name, $tenant := .Values.tenants }}
{{- $host := (urlParse $tenant.issuer).hostname | lower }}
{{- if hasKey $hosts $host }}
{{- fail (printf "tenants.%s has an issuer at %s, where tenants.%s is already: each needs a host name of its own" $name $host (get $hosts $host)) }}
{{- end }}
{{- $_ := set $hosts $host $name }}
{{- $configuration := $tenant.configuration | default dict }}
{{- include "verifier.refusePasswords" (dict "configuration" $configuration "name" (printf "tenants.%s.configuration" $name) "own" (printf "%s.password, and say ${%s.password} here" $name $name)) }}
{{- $verifier := dict "issuer" $tenant.issuer }}
{{- if $tenant.secret }}
{{- $folder := printf "/run/secrets/tenants/%s" $name }}
{{- $_ := set $verifier "keys" (dict "signing" (printf "%s/verifier.keys.signing" $folder) "data" (printf "%s/verifier.keys.data" $folder)) }}
{{- end }}
{{ $name }}.yaml: |
{{- toYaml (mergeOverwrite (deepCopy $configuration) (dict "verifier" $verifier)) | nindent 2 }}
{{- end }}
{{- end }}
