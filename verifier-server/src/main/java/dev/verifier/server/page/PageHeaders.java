package dev.verifier.server.page;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** What a browser is told about our pages beside their content: to load nothing foreign, to be framed by nobody, to keep nothing. */
final class PageHeaders {

    private static final String CSP = "Content-Security-Policy";
    private static final String NO_SNIFFING = "X-Content-Type-Options";
    private static final String SAME_ORIGIN = "same-origin";

    private PageHeaders() {}

    static void add(Page page, boolean https, HttpServletResponse response) {
        response.setHeader(CSP, policy(page));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.VARY, "Accept-Language");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(NO_SNIFFING, "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", SAME_ORIGIN);
        response.setHeader("Cross-Origin-Resource-Policy", SAME_ORIGIN);
        response.setHeader(
                "Permissions-Policy",
                "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()");
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** An SVG opened by itself is a document too, and may be the operator's. */
    static void addToAsset(HttpServletResponse response) {
        response.setHeader(CSP, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox");
        response.setHeader(NO_SNIFFING, "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", SAME_ORIGIN);
    }

    private static String policy(Page page) {
        var own = switch (page) {
            case LoginView _ -> " script-src 'self'; connect-src 'self'; form-action 'self';";
            case ConsentView consent -> " form-action 'self' " + consent.formTarget() + ";";
            case FormPostView form -> " script-src 'self'; form-action " + form.formTarget() + ";";
            case LogoutView logout ->
                " form-action 'self'" + (logout.formTarget() == null ? "" : " " + logout.formTarget()) + ";";
            case LoginView.Match _,
                    ElsewhereView.WithCode _,
                    ElsewhereView _,
                    LogoutView.Done _,
                    ErrorView _,
                    Page.Playground _ -> " form-action 'self';";
        };
        return "default-src 'none'; style-src 'self'; img-src 'self';" + own
                + " frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    }
}
