package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/** The certificate authorities that a client trusts: Java's and those of a PEM file. Verification is always on. */
final class Trust {

    private Trust() {}

    static SSLContext withAuthorities(final Path pem) {
        try {
            final KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int n = 0;
            for (final Certificate c : javasOwn()) store.setCertificateEntry("java-" + n++, c);
            for (final Certificate c : read(pem)) store.setCertificateEntry("file-" + n++, c);
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (final GeneralSecurityException | IOException e) {
            throw new InputException(
                    e,
                    "The certificate authorities in {} cannot be used ({}): give a PEM file as {}.",
                    pem,
                    e,
                    Slot.key("CA file"));
        }
    }

    private static TrustManager[] managers(final KeyStore store) throws GeneralSecurityException {
        final TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static X509Certificate[] javasOwn() throws GeneralSecurityException {
        for (final TrustManager m : managers(null)) {
            if (m instanceof X509TrustManager) return ((X509TrustManager) m).getAcceptedIssuers();
        }
        return new X509Certificate[0];
    }

    private static Collection<? extends Certificate> read(final Path pem) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(pem)) {
            final Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) throw new CertificateException("it contains no certificate");
            return found;
        }
    }
}
