package dev.verifier.server.page;

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
                ErrorView {}
