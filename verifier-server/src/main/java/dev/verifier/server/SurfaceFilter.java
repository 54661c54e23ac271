package dev.verifier.server;

import dev.verifier.server.configuration.Surface;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets every room behind it know canonical paths only. */
final class SurfaceFilter extends OncePerRequestFilter {

    private final Surface surface;

    SurfaceFilter(Surface surface) {
        this.surface = surface;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        var canonical = surface.canonical(path);
        chain.doFilter(canonical.equals(path) ? request : new AtPath(request, canonical), response);
    }

    private static final class AtPath extends HttpServletRequestWrapper {

        private final String path;

        AtPath(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getServletPath() {
            return path;
        }
    }
}
