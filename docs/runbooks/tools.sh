# What the runbooks need beside curl: to be read by bash from the folder of the repository. A program has a library for all of it.

wallet() { ./dev wallet "$@"; }

# now [SECONDS]: so much later, in seconds since 1970.
now() { echo $(($(date +%s) + ${1:-0})); }

fresh() { openssl rand -hex 16; }

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# sign KEY HEADER CLAIMS: a compact JWS with ES256 (RFC 7515 §7.1). openssl writes a signature in DER; a JWS has the two numbers of
# it, 32 bytes each (RFC 7518 §3.4).
sign() {
  local text numbers
  text=$(printf %s "$2" | base64url).$(printf %s "$3" | base64url)
  numbers=$(printf %s "$text" | openssl dgst -sha256 -sign "$1" | openssl asn1parse -inform DER |
    sed -n 's/.*INTEGER *://p' | while read -r number; do printf '%64s' "$number" | tr ' ' 0; done)
  printf '%s.%s' "$text" "$(printf "$(printf %s "$numbers" | sed 's/../\\x&/g')" | base64url)"
}

# claims JWT: what it says, which nobody has verified here.
claims() {
  local payload
  payload=$(printf %s "$1" | cut -d. -f2 | tr -- '-_' '+/')
  while [ $((${#payload} % 4)) -ne 0 ]; do payload=$payload=; done
  printf %s "$payload" | openssl base64 -d -A
  echo
}

# member NAME <JSON: a text in it.
member() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }

# known CLIENT: waits a minute at most until Verifier has read a list with this client on it.
known() {
  for _ in $(seq 60); do
    curl -s "$VERIFIER/oidc/authorize?response_type=code" --get --data-urlencode "client_id=$1" |
      grep -q authorization_client_unknown || return 0
    sleep 1
  done
  echo "$1 is not known to $VERIFIER: is its list $WORLD/clients.yaml?" >&2
  return 1
}

# A person, whose browser and whose wallet are on this machine.

browser() { curl -s -b $ME/cookies -c $ME/cookies -w '%{redirect_url}\n' "$@"; }

# show LOGIN [OPTION…]: presents the employee's credential where the login page asks for one.
show() {
  local link
  link=$(browser -H 'Accept: application/json' "$1" | member openid4vp)
  wallet present --request "$link" --key $WORLD/employee/key.pem --credential ${CREDENTIAL:-$WORLD/employee/credential.jwt} \
    "${@:2}" 2>&1
}

# back LOGIN: where the browser comes to once the wallet has answered.
back() { browser -L -o $ME/page -w '%{url_effective}\n' "$1/continue" || true; }

# parameter NAME URL
parameter() { echo "$2" | tr '?&' '\n\n' | sed -n "s/^$1=//p"; }

# host FOLDER: as the web server of an app at APP, until the terminal is closed.
host() {
  "$(command -v jwebserver || ls /usr/lib/jvm/*/bin/jwebserver | tail -1)" -d "$1" -p "${APP##*:}" >$ME/web.log 2>&1 &
  trap "kill $!" EXIT
  until curl -s -o $ME/page $APP/; do sleep 0.2; done
}
