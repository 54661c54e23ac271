package dev.verifier.server.error;

import dev.verifier.rejection.Rejection;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.page.ErrorView;
import dev.verifier.server.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/** Writes refusals: one JSON body, one support id, one event. Thread-safe. */
public final class ErrorAnswers {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int ID_LENGTH = 16;
    private static final String BASIC = "Basic ";
    private static final String REQUEST_OBJECT = "invalid_request_object";
    private static final Set<String> FOR_PEOPLE =
            Set.of(Surface.AUTHORIZE, Surface.LOGIN, Surface.LOGOUT, RequestFacts.OTHER);

    private final JsonMapper json = new JsonMapper();
    private final EventLog events;
    private final SecureRandom random;
    private final Pages pages;

    ErrorAnswers(EventLog events, SecureRandom random, Pages pages) {
        this.events = events;
        this.random = random;
        this.pages = pages;
    }

    public void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        write(supportId(), request, response, refusal);
    }

    /** The same, with what of the request it is about. */
    public void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal, OAuth2Error told)
            throws IOException {
        var mend = refusal.mend(told);
        write(supportId(), request, response, refusal.status(), refusal.error(), refusal.code(), mend, null);
    }

    /** Says to a wallet that its answer was not believed (OpenID4VP 1.0 §8.2). */
    public void refuseWallet(HttpServletRequest request, HttpServletResponse response, Rejection rejection)
            throws IOException {
        write(supportId(), request, response, 400, "invalid_request", rejection.code(), mend(rejection), rejection);
    }

    /** Says that a request object was not believed (RFC 9101 §7). */
    public void refuseRequestObject(HttpServletRequest request, HttpServletResponse response, Rejection rejection)
            throws IOException {
        var reason = rejection.reason();
        write(supportId(), request, response, 400, REQUEST_OBJECT, rejection.code(), reason.mend(), rejection);
    }

    /** Writes the same down where it is told in another way than by a body; its support id. */
    public String noteRequestObject(HttpServletRequest request, Rejection rejection) {
        var id = supportId();
        publish(id, request, REQUEST_OBJECT, rejection.code(), rejection);
        return id;
    }

    /**
     * Says that a signed part is not believed.
     *
     * @param error {@code invalid_client} of a client, {@code invalid_grant} of a credential that opened something before,
     *     {@code temporarily_unavailable}, or what a part of its own has
     */
    public void refuse(HttpServletRequest request, HttpServletResponse response, String error, Rejection rejection)
            throws IOException {
        var status = switch (error) {
            case OAuth2ErrorCodes.INVALID_CLIENT -> 401;
            case OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE -> 503;
            default -> 400;
        };
        write(supportId(), request, response, status, error, rejection.code(), mend(rejection), rejection);
    }

    /** What to do about it. Who lacks a power has to know which, to have it granted. */
    private static String mend(Rejection rejection) {
        var mend = rejection.reason().mend();
        return rejection instanceof Rejection.RequiredPowerMissing(var power) ? Refusal.about(power, mend) : mend;
    }

    /** Says that what came with an access token is not believed: always 401 (RFC 6750 §3.1, RFC 9449 §7.1). */
    public void refuseToken(HttpServletRequest request, HttpServletResponse response, String error, Rejection rejection)
            throws IOException {
        write(
                supportId(),
                request,
                response,
                401,
                error,
                rejection.code(),
                rejection.reason().mend(),
                rejection);
    }

    /** The same of the token itself. */
    public void refuseToken(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        write(supportId(), request, response, 401, refusal.error(), refusal.code(), refusal.mend(), null);
    }

    /** Says that something of ours failed, and tells the operator what. */
    public void fail(HttpServletRequest request, HttpServletResponse response, Refusal refusal, Throwable cause)
            throws IOException {
        var id = supportId();
        events.publish(new VerifierEvent.Failed(id, cause, refusal == Refusal.OUT_OF_ORDER));
        write(id, request, response, refusal);
    }

    /** The same, where the failure itself says whether something broke or the database only cannot be reached. */
    public void fail(HttpServletRequest request, HttpServletResponse response, Throwable cause) throws IOException {
        fail(request, response, isAway(cause) ? Refusal.OUT_OF_ORDER : Refusal.BROKEN, cause);
    }

    /** Whether asking again may help; what we wrote wrongly stays wrong. */
    private static boolean isAway(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> (cause instanceof DataAccessException
                                && !(cause instanceof DataIntegrityViolationException)
                                && !(cause instanceof InvalidDataAccessResourceUsageException))
                        || cause instanceof TransactionException);
    }

    /** Says that what signs cannot be reached now, and tells the operator why. */
    public void away(HttpServletRequest request, HttpServletResponse response, ProviderException cause)
            throws IOException {
        events.publish(new VerifierEvent.SignerAway(Objects.requireNonNullElse(cause.getMessage(), "unknown")));
        refuse(request, response, Refusal.OUT_OF_ORDER);
    }

    /** Writes a refusal down that is told in another way than by a body; its support id. */
    public String note(HttpServletRequest request, Refusal refusal) {
        var id = supportId();
        publish(id, request, refusal.error(), refusal.code(), null);
        return id;
    }

    private void publish(
            String id, HttpServletRequest request, String error, String code, @Nullable Rejection rejection) {
        var facts = RequestFacts.of(request);
        events.publish(
                new VerifierEvent.Refused(id, facts.endpoint(), facts.client(), facts.grant(), error, code, rejection));
    }

    private void write(String id, HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        write(id, request, response, refusal.status(), refusal.error(), refusal.code(), refusal.mend(), null);
    }

    private void write(
            String id,
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String error,
            String code,
            String mend,
            @Nullable Rejection rejection)
            throws IOException {
        // Written down before it is sent: what a caller can ask about must be there to be found.
        publish(id, request, error, code, rejection);
        response.setStatus(status);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (status == 401 && authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            // RFC 6749 §5.2: whoever tried it with a header is answered with one.
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BASIC + "realm=\"clients\"");
        }
        if ((status == 429 || status == 503) && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "10");
        }
        if (isForAPerson(request)) {
            pages.write(new ErrorView(status, code, mend, id, null, null), request, response);
        } else {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            json.writeValue(response.getOutputStream(), new ErrorBody(error, code + ": " + mend, id));
        }
    }

    /** Whether a browser shows the answer: at endpoints that are not only for programs, and where it asks for a page. */
    private static boolean isForAPerson(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE)
                && FOR_PEOPLE.contains(RequestFacts.of(request).endpoint());
    }

    private String supportId() {
        var id = new StringBuilder();
        for (var i = 0; i < ID_LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
