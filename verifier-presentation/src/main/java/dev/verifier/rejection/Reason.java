package dev.verifier.rejection;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What stays the same about every rejection of one kind; the reference of rejections is generated from it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Reason {

    /** Stable, snake_case; a {@link Rejection.OfPart} puts the word of its part in front. */
    String code();

    /** The clause that asks for the refusal. */
    String clause();

    /** One sentence for the party that may mend it: what was wrong and what to do. ASCII without quotes (RFC 6749 §5.2). */
    String mend();
}
