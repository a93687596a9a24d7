import java.io.File;
import org.apache.catalina.startup.Tomcat;

/** java -cp tomcat10-embed-core.jar Serve.java PORT FOLDER: the web app in the folder, until it is stopped. */
public class Serve {
    public static void main(String[] args) throws Exception {
        File folder = new File(args[1]).getAbsoluteFile();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder + "/tomcat");
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(Integer.parseInt(args[0]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        new File(folder, "tomcat/webapps").mkdirs();
        tomcat.addWebapp("", folder.getPath());
        tomcat.start();
        tomcat.getServer().await();
    }
}
