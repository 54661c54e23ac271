package dev.verifier.server;

import dev.verifier.rejection.Rejection;
import dev.verifier.server.audit.VerifierEvent;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of every kind, made from the types of what they say: with all that may be left out, and without it from some depth on. */
final class EventSamples {

    private static final int DEEPEST = 4;

    private EventSamples() {}

    /** One of every kind, with all that one can say. */
    static Stream<VerifierEvent> full() {
        return kinds().map(kind -> (VerifierEvent) made(kind, DEEPEST));
    }

    /** Several of one kind: nothing is left out in one of them, and whatever may be, is in another. */
    static Stream<VerifierEvent> of(Class<?> kind) {
        return IntStream.rangeClosed(0, DEEPEST).mapToObj(depth -> (VerifierEvent) made(kind, depth));
    }

    static Stream<Class<?>> kinds() {
        return Arrays.stream(Objects.requireNonNull(VerifierEvent.class.getPermittedSubclasses()));
    }

    private static Object made(Class<?> type, int depth) {
        try {
            var components = type.getRecordComponents();
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> value(component, depth))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private static @Nullable Object value(RecordComponent component, int depth) {
        var mayBeLeftOut = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return mayBeLeftOut && depth <= 0 ? null : value(component.getGenericType(), depth - 1);
    }

    private static Object value(Type type, int depth) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return depth < 0 ? List.of() : List.of(value(list.getActualTypeArguments()[0], depth));
        }
        var plain = (Class<?>) type;
        if (plain == String.class) {
            return "text";
        } else if (plain == int.class) {
            return 1;
        } else if (plain == boolean.class) {
            return true;
        } else if (plain == Instant.class) {
            return Instant.EPOCH;
        } else if (plain == Duration.class) {
            return Duration.ofSeconds(1);
        } else if (plain == Path.class) {
            return Path.of("file");
        } else if (plain == Throwable.class) {
            return new IllegalStateException("a sample");
        } else if (plain == Rejection.class) {
            return new Rejection.PresentationMissing();
        }
        return made(plain, depth);
    }
}
