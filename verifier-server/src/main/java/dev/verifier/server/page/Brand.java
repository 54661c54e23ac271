package dev.verifier.server.page;

import dev.verifier.server.configuration.VerifierProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How the pages look: what is ours, and what the operator made of it. Read once, at the start.
 *
 * @param properties as configured
 * @param style the stylesheet with the operator's colour
 * @param script what makes the login page live
 * @param formPost what posts a form that is on its way to a client
 * @param icon for the browser's tab
 * @param logo the operator's
 */
record Brand(
        VerifierProperties.Branding properties,
        Asset style,
        Asset script,
        Asset formPost,
        Asset icon,
        @Nullable Asset logo) {

    private static final int LARGEST_LOGO = 256 * 1024;
    private static final String PNG = "\u0089PNG\r\n\u001a\n";

    static Brand of(VerifierProperties.Branding properties) {
        var accent = AccentColor.of(properties.accentColor());
        var css = text("login.css") + accent.css();
        var icon = text("icon.svg")
                .replace("#accent", accent.hex())
                .replace("#on-accent", accent.textOnIt().hex());
        return new Brand(
                properties,
                Asset.of("login", "css", "text/css;charset=utf-8", css.getBytes(StandardCharsets.UTF_8)),
                script("login"),
                script("form-post"),
                Asset.of("icon", "svg", "image/svg+xml", icon.getBytes(StandardCharsets.UTF_8)),
                properties.logo() == null ? null : logo(properties.logo()));
    }

    Stream<Asset> assets() {
        return Stream.of(style, script, formPost, icon, logo).filter(Objects::nonNull);
    }

    private static Asset script(String name) {
        var content = text(name + ".js").getBytes(StandardCharsets.UTF_8);
        return Asset.of(name, "js", "text/javascript;charset=utf-8", content);
    }

    private static String text(String name) {
        try (var file = Objects.requireNonNull(Brand.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Asset logo(Path file) {
        try (var opened = Files.newInputStream(file)) {
            var content = opened.readNBytes(LARGEST_LOGO + 1);
            if (content.length > LARGEST_LOGO) {
                throw unusable(file, "it is larger than 256 KB");
            }
            var text = new String(content, StandardCharsets.ISO_8859_1);
            if (text.startsWith(PNG)) {
                return Asset.of("logo", "png", "image/png", content);
            }
            if (text.contains("<svg")) {
                return Asset.of("logo", "svg", "image/svg+xml", content);
            }
            throw unusable(file, "it is neither SVG nor PNG");
        } catch (IOException e) {
            throw unusable(file, "it cannot be read");
        }
    }

    private static InvalidConfigurationPropertyValueException unusable(Path file, String why) {
        return new InvalidConfigurationPropertyValueException("verifier.branding.logo", file, why);
    }
}
