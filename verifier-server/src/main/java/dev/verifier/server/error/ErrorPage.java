package dev.verifier.server.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.ProviderException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what nobody else answered, in the same form as everything else. */
@RestController
class ErrorPage implements ErrorController {

    private final ErrorAnswers answers;

    ErrorPage(ErrorAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        var signer = signerAway(cause);
        if (signer.isPresent()) {
            answers.away(request, response, signer.get());
        } else if (status >= 500 && cause instanceof Throwable failure) {
            answers.fail(request, response, failure);
        } else {
            answers.refuse(request, response, refusal(status));
        }
    }

    /** Whether it is only that what signs cannot be reached. */
    private static Optional<ProviderException> signerAway(@Nullable Object failure) {
        return failure instanceof Throwable thrown
                ? Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause)
                        .filter(ProviderException.class::isInstance)
                        .map(ProviderException.class::cast)
                        .findFirst()
                : Optional.empty();
    }

    private static Refusal refusal(int status) {
        return switch (status) {
            case 404 -> Refusal.NOT_FOUND;
            case 405 -> Refusal.METHOD_NOT_ALLOWED;
            case 413 -> Refusal.REQUEST_TOO_LARGE;
            case 415 -> Refusal.CONTENT_TYPE;
            default -> status >= 500 ? Refusal.BROKEN : Refusal.REQUEST_MALFORMED;
        };
    }
}
