package dev.verifier.bench;

import java.util.Locale;

/** What is aimed at: a figure, and how much or how little of it will do. */
enum Aim {
    TOKEN("machine's token: server CPU / signatures", Kind.MOST, 2, ""),
    LOGIN("login, `jwt_vc_json`: server CPU / signatures and key agreement", Kind.MOST, 2, ""),
    SD_JWT_LOGIN("login, `dc+sd-jwt`, HAIP: server CPU / signatures and key agreement", Kind.MOST, 2, ""),
    KEYCLOAK("machine's tokens a second / Keycloak's", Kind.LEAST, 3, ""),
    PROVIDER("machine's tokens a second and core / oidc-provider's", Kind.LEAST, 2, ""),
    TOKEN_PACE("machine's token: p99 / p50 at 70 % of the highest rate", Kind.MOST, 5, ""),
    INTROSPECTION_PACE("introspection: the same", Kind.MOST, 5, ""),
    USERINFO_PACE("userinfo: the same", Kind.MOST, 5, ""),
    METADATA_PACE("discovery: the same", Kind.MOST, 5, ""),
    KEYS_PACE("JWKS: the same", Kind.MOST, 5, ""),
    METADATA("discovery, a second", Kind.LEAST, 20_000, ""),
    KEYS("JWKS, a second", Kind.LEAST, 20_000, ""),
    START_RATIO("start to ready / an empty Spring Boot's, both with an AOT cache", Kind.MOST, 1.5, ""),
    START("start to ready, packaged", Kind.MOST, 2_500, " ms"),
    RESIDENT("resident at full rate of machine's tokens", Kind.MOST, 350, " MB"),
    WAITING("resident memory that browsers add who wait", Kind.MOST, 100, " MB"),
    SCALING("tokens a second, three nodes on three cores / one on one", Kind.LEAST, 2.6, ""),
    CLIENTS("CPU for a token, many registered clients / ten", Kind.MOST, 1.1, ""),
    ISSUERS("CPU for a token, many trusted issuers / ten", Kind.MOST, 1.1, ""),
    MILLION("CPU for a token, a million on its credential's status list / a thousand", Kind.MOST, 1.1, ""),
    TEN_MILLION("CPU for a token, ten million on that list / a thousand", Kind.MOST, 1.1, "");

    private enum Kind {
        MOST,
        LEAST
    }

    private final String words;
    private final Kind kind;
    private final double bound;
    private final String unit;

    Aim(String words, Kind kind, double bound, String unit) {
        this.words = words;
        this.kind = kind;
        this.bound = bound;
        this.unit = unit;
    }

    /** What is measured. */
    String words() {
        return words;
    }

    /** How much of it will do, such as {@code ≤ 350 MB}. */
    String aimedAt() {
        return (kind == Kind.MOST ? "≤ " : "≥ ") + said(bound);
    }

    /** A figure with its unit. */
    String said(double figure) {
        var digits = figure == Math.rint(figure) || figure >= 100 ? "%.0f" : "%.2f";
        return String.format(Locale.ROOT, digits, figure) + unit;
    }

    /** Whether this figure will do. */
    boolean isMetBy(double figure) {
        return kind == Kind.MOST ? figure <= bound : figure >= bound;
    }

    /** The figure in parts of what is aimed at, so that at most one, or at least one, will do. */
    double share(double figure) {
        return figure / bound;
    }
}
