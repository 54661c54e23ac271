package dev.verifier.server.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows. Text in it may have been written by anybody: {@link Pages} shortens, cleans and escapes it. Paths begin at the
 * canonical surface, such as {@code /login/…}; {@link Pages} puts the issuer's own path in front.
 */
public sealed interface Page
        permits LoginView,
                LoginView.Match,
                ElsewhereView.WithCode,
                ConsentView,
                ElsewhereView,
                FormPostView,
                LogoutView,
                LogoutView.Done,
                ErrorView,
                Page.Playground {

    /**
     * What the checks say of something that somebody pasted; for developers, and in English.
     *
     * @param path where the form is posted
     * @param text what was pasted, to be shown again; empty for nothing
     * @param hints what was said of the request beside, by the names of the form's fields
     * @param summary how it went; null where nothing was asked yet
     * @param sections one for each thing in it
     */
    record Playground(
            String path,
            String text,
            Map<String, String> hints,
            @Nullable String summary,
            List<Section> sections) implements Page {

        /** Written out, because in the class file of a compact one the nullness of the members would be lost. */
        public Playground(
                String path, String text, Map<String, String> hints, @Nullable String summary, List<Section> sections) {
            Links.requireLocal(path);
            this.path = path;
            this.text = text;
            this.hints = Map.copyOf(hints);
            this.summary = summary;
            this.sections = List.copyOf(sections);
        }

        /**
         * What is told of one thing.
         *
         * @param title what it is
         * @param notes what else there is to know
         * @param says what it says of itself
         * @param rows its checks
         */
        public record Section(String title, List<String> notes, Map<String, String> says, List<Row> rows) {}

        /**
         * One check.
         *
         * @param outcome how it went, as a name
         * @param verdict the same for people
         * @param check what has to be so
         * @param clause who wants it
         * @param found what was found; may be empty
         * @param code of the refusal; empty where there is none
         * @param mend what to do; empty where there is nothing to do
         */
        public record Row(
                String outcome, String verdict, String check, String clause, String found, String code, String mend) {}
    }
}
