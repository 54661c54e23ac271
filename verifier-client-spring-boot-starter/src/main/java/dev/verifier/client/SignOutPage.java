package dev.verifier.client;

import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** A page with a button to sign out, for applications that have none: a link alone must not do it. Stateless. */
@RestController
class SignOutPage {

    static final String PATH = "/verifier/sign-out";

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page(CsrfToken csrf) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <title>Sign out</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                </head>
                <body>
                <h1>Sign out?</h1>
                <p>Here, and at the place where you signed in.</p>
                <form method="post" action="../logout">
                <input type="hidden" name="%s" value="%s">
                <button>Sign out</button>
                </form>
                </body>
                </html>
                """.formatted(HtmlUtils.htmlEscape(csrf.getParameterName()), HtmlUtils.htmlEscape(csrf.getToken()));
    }
}
