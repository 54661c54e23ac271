package dev.verifier.server.explain;

import dev.verifier.check.Check;
import dev.verifier.check.Step;
import dev.verifier.check.Trace;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.error.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * What the server's own checks say of something: those that were passed, in their order, and why it ended, if it did. A door: whatever
 * they refuse becomes something to tell.
 *
 * @param passed in their order
 * @param why it was refused; null where it was not
 */
record Judgement(List<Trace.Passed> passed, @Nullable Why why) {

    /**
     * A refusal.
     *
     * @param code as the server would give it
     * @param clause who asks for it
     * @param mend what to do
     * @param fact what the refusal knows beside its code
     * @param temporary whether a check could not be made
     */
    record Why(String code, String clause, String mend, String fact, boolean temporary) {

        static Why of(Rejection why) {
            return new Why(why.code(), why.reason().clause(), why.reason().mend(), fact(why), isTemporary(why));
        }

        static Why of(OAuth2Error error) {
            var refusal = Refusal.of(error).orElseGet(() -> springs(error));
            return new Why(refusal.code(), refusal.clause(), refusal.mend(error), "", false);
        }

        private static Refusal springs(OAuth2Error error) {
            if (OAuth2ErrorCodes.INVALID_SCOPE.equals(error.getErrorCode())) {
                return Refusal.SCOPE_NOT_REGISTERED;
            }
            return String.valueOf(error.getDescription()).contains("redirect_uri")
                    ? Refusal.REDIRECT_URI_NOT_REGISTERED
                    : Refusal.PARAMETER_INVALID;
        }

        private static boolean isTemporary(Rejection why) {
            return why instanceof Rejection.TrustUnavailable
                    || why instanceof Rejection.StatusUnknown
                    || why instanceof Rejection.IssuerMetadataUnusable
                    || why instanceof Rejection.HandoverMissing;
        }

        /** The members of a rejection are facts for whoever operates the server, who is the one that asks. */
        private static String fact(Rejection why) {
            var text = why.toString();
            var members = text.substring(text.indexOf('[') + 1, text.length() - 1);
            return members.replaceAll("(^|, )part=\\w+(, )?", "");
        }
    }

    /** Something that is judged. */
    @FunctionalInterface
    interface Judged {

        /** Why it is refused, if it is. */
        Optional<Rejection> judge() throws RejectedException;
    }

    static Judgement of(Judged judged) {
        var trace = new Trace();
        try {
            var why = trace.during(judged::judge);
            return new Judgement(trace.passed(), why.map(Why::of).orElse(null));
        } catch (RejectedException e) {
            return new Judgement(trace.passed(), Why.of(e.rejection()));
        } catch (OAuth2AuthenticationException e) {
            return new Judgement(trace.passed(), Why.of(e.getError()));
        }
    }

    boolean holds() {
        return why == null;
    }

    /**
     * A line for each check: those that were passed, the one that failed, and those that were not made because of it.
     *
     * @param plan the checks in the order in which they are made; the first of them that was not passed is the one that failed
     * @param unasked checks that nobody could make as they are meant, and why
     */
    List<Line> lines(List<Step> plan, Map<Step, String> unasked) {
        var lines = new ArrayList<Line>();
        for (var one : passed) {
            var why = unasked.get(one.step());
            lines.add(why == null ? Line.passed(one.step(), one.found()) : Line.notLookedAt(one.step(), why));
        }
        var done = passed.stream().map(Trace.Passed::step).collect(Collectors.toSet());
        var rest = new ArrayList<>(
                plan.stream().filter(step -> !done.contains(step)).toList());
        if (why != null) {
            var failed = rest.isEmpty() ? new Step(Part.PRESENTATION, Check.PURPOSE) : rest.removeFirst();
            lines.add(Line.failed(failed, why));
        }
        var because = why == null ? "nobody can look at this here" : "because of what failed before it";
        rest.forEach(step -> lines.add(Line.notLookedAt(step, unasked.getOrDefault(step, because))));
        return List.copyOf(lines);
    }
}
