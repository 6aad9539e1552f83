package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of its own, and what a server shows that it certified; made by Java's keytool. */
public final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path folder;

    public Certificates(final Path folder) throws IOException {
        this.folder = folder;
        keytool("ca", "-genkeypair -alias ca -keyalg EC -dname CN=authority -ext bc:c");
        keytool("ca", "-exportcert -rfc -alias ca -file ca.pem");
    }

    /** The authority, to be trusted. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /**
     * Sockets of a server with a certificate.
     *
     * @param validity for instance {@code -ext san=ip:127.0.0.1 -startdate -3d -validity 2}
     */
    public ServerSocketFactory sockets(final String name, final String validity)
            throws IOException, GeneralSecurityException {
        keytool(name, "-genkeypair -alias server -keyalg EC -dname CN=server");
        keytool(name, "-certreq -alias server -file " + name + ".csr");
        keytool("ca", "-gencert -rfc -alias ca -infile " + name + ".csr -outfile " + name + ".pem " + validity);
        keytool(name, "-importcert -noprompt -alias ca -file ca.pem");
        keytool(name, "-importcert -noprompt -alias server -file " + name + ".pem");
        final KeyStore store =
                KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
        final KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        final SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls.getServerSocketFactory();
    }

    private void keytool(final String store, final String arguments) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Paths.get(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of((arguments + " -storetype PKCS12 -storepass " + PASSWORD).split(" ")));
        command.addAll(List.of("-keystore", store + ".p12"));
        ExternalTool.run(folder, 60, command.toArray(new String[0]));
    }
}
