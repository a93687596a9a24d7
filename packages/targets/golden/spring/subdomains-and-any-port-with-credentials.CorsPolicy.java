// made by: corskit generate spring (policy 6917e8cb78014bb9)
// note: Spring answers 403 to pages of other origins, and to methods that the policy does not name, on actual requests too
// note: tested with Spring 4.3; --server-version 5.3 or earlier writes javax.servlet in place of jakarta.servlet

// With Spring Boot, in a @Configuration, so that it comes before authentication:
//   @Bean FilterRegistrationBean<CorsPolicy> cors() {
//     FilterRegistrationBean<CorsPolicy> bean = new FilterRegistrationBean<>(new CorsPolicy());
//     bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
//     return bean;
//   }
// and no @CrossOrigin and no .cors() beside it.
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

public class CorsPolicy extends CorsFilter {
    private static final Set<String> EXACT = new HashSet<>();
    static {
        Exact0.add(EXACT);
    }
    private static class Exact0 {
        static void add(Set<String> all) {
            all.addAll(Arrays.asList("https://app.example.com"));
        }
    }
    private static final Pattern[] PATTERNS = {
        Pattern.compile("^(?:https://(?:[a-z0-9_-]+\\.)+example\\.com)$"),
        Pattern.compile("^(?:http://localhost(?::[1-9][0-9]{0,4})?)$"),
    };

    private static boolean isAllowed(String origin) {
        if (EXACT.contains(origin)) return true;
        for (Pattern pattern : PATTERNS) if (pattern.matcher(origin).matches()) return true;
        return false;
    }

    public CorsPolicy() {
        super(source());
    }

    private static UrlBasedCorsConfigurationSource source() {
        CorsConfiguration policy = new CorsConfiguration() {
            @Override
            public String checkOrigin(String origin) {
                return origin != null && isAllowed(origin) ? origin : null;
            }
        };
        policy.setAllowedMethods(Arrays.asList("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        policy.setAllowedHeaders(Arrays.asList("content-type", "authorization"));
        policy.setExposedHeaders(Arrays.asList("etag"));
        policy.setAllowCredentials(true);
        policy.setMaxAge(600L);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", policy);
        return source;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.addHeader("Vary", "Origin");
        super.doFilterInternal(request, response, chain);
    }
}
